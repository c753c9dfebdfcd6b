//! Figures and meetings as JSON.

use whereas_extract::{Bound, Lang};
use whereas_ledger::view::{self, FigureSeries, Listing, MeetingPlace, MeetingSeries};

use super::entity::word;
use super::shape::record;
use crate::query::Pager;

record! {
    /// A page of quantities over time.
    Figures = "figure-list" {
        /// How many quantities pass in all.
        total: u32,
        /// The number of this page, from 1.
        page: u32,
        /// How many pages there are.
        pages: u32,
        /// Those of this page; what most documents tell of comes first.
        quantities: Vec<Quantity>,
    }
}

record! {
    /// What documents say of one quantity.
    Quantity = "quantity" {
        /// What is counted, in the words that stand most often.
        series: String,
        /// The figures, oldest document first; of very many the newest.
        figures: Vec<Figure>,
    }
}

record! {
    /// One figure of a quantity.
    Figure = "figure" {
        /// What is counted, in the words that stand most often.
        series: String,
        /// Id of the document.
        document: String,
        /// Title of the document.
        document_title: String,
        /// Date of the document, or empty.
        document_date: String,
        /// Id of the passage.
        passage: String,
        /// Language of the passage.
        lang: Lang,
        /// Who says it, or empty.
        speaker: String,
        /// Id of the statement it stands in, or empty.
        statement: String,
        /// The words.
        quote: String,
        /// The number.
        value: f64,
        /// How the number bounds what is counted.
        bound: Bound,
        /// What is counted, verbatim.
        of: String,
        /// How often the document says so.
        times: u32,
        /// Beside the figure before it: `first`, `agrees`, `higher`, `lower`, or `denies` what another one says.
        step: String,
        /// Place in its series, from 0, of a figure of another speaker that cannot be true at the same time.
        disputes: Option<u32>,
    }
}

record! {
    /// Series of meetings.
    Meetings = "meeting-list" {
        /// How many series pass in all.
        total: u32,
        /// The number of this page, from 1.
        page: u32,
        /// How many pages there are.
        pages: u32,
        /// Those of this page, the largest first.
        series: Vec<Series>,
    }
}

record! {
    /// The meetings of one body.
    Series = "meeting-series" {
        /// The body, by its longest name.
        body: String,
        /// Every other name it goes by.
        names: Vec<String>,
        /// Numbers between the first and the last of which no document tells.
        missing: Vec<u32>,
        /// The meetings, by number and date.
        meetings: Vec<Meeting>,
    }
}

record! {
    /// A meeting.
    Meeting = "meeting" {
        /// Its number, 0 without one.
        ordinal: u32,
        /// EDTF, the most precise first; two that exclude each other are both here.
        dates: Vec<String>,
        /// Whether all documents that tell of it are older than its day.
        announced: bool,
        /// Where it is told of, oldest document first.
        places: Vec<Place>,
    }
}

record! {
    /// A meeting that was announced and took place.
    HeldMeeting = "held-meeting" {
        /// Its number.
        ordinal: u32,
        /// EDTF.
        date: String,
        /// Where it is told of first by a document that is later than the promise and than its last day.
        place: Place,
    }
}

record! {
    /// Where a meeting is told of.
    Place = "meeting-place" {
        /// Id of the document.
        document: String,
        /// Title of the document.
        document_title: String,
        /// Date of the document, or empty.
        document_date: String,
        /// Id of the passage.
        passage: String,
        /// The words.
        quote: String,
        /// How often the document says so.
        times: u32,
    }
}

impl Figures {
    pub(crate) fn of(found: &Listing<FigureSeries>, pager: &Pager) -> Self {
        let quantities = found.rows.iter().map(Quantity::from).collect();
        Self { total: found.total, page: pager.page, pages: pager.pages, quantities }
    }
}

impl From<&FigureSeries> for Quantity {
    fn from(series: &FigureSeries) -> Self {
        let figures = series.rows.iter().map(|row| Figure {
            series: series.of.clone(),
            document: row.document.clone(),
            document_title: row.document_title.clone(),
            document_date: row.document_date.clone(),
            passage: row.passage.clone(),
            lang: row.lang,
            speaker: row.speaker.clone(),
            statement: row.statement.clone(),
            quote: row.quote.clone(),
            value: row.value,
            bound: row.bound,
            of: row.of.clone(),
            times: row.times,
            step: word(row.step),
            disputes: row.disputes,
        });
        Self { series: series.of.clone(), figures: figures.collect() }
    }
}

impl Meetings {
    pub(crate) fn of(shown: &[MeetingSeries], total: u32, pager: &Pager) -> Self {
        Self { total, page: pager.page, pages: pager.pages, series: shown.iter().map(Series::from).collect() }
    }
}

impl From<&MeetingPlace> for Place {
    fn from(place: &MeetingPlace) -> Self {
        Self {
            document: place.document.clone(),
            document_title: place.document_title.clone(),
            document_date: place.document_date.clone(),
            passage: place.passage.clone(),
            quote: place.quote.clone(),
            times: place.times,
        }
    }
}

impl From<&view::HeldMeeting> for HeldMeeting {
    fn from(held: &view::HeldMeeting) -> Self {
        Self { ordinal: held.ordinal, date: held.date.clone(), place: Place::from(&held.place) }
    }
}

impl From<&MeetingSeries> for Series {
    fn from(series: &MeetingSeries) -> Self {
        let meetings = series.rows.iter().map(|row| Meeting {
            ordinal: row.ordinal,
            dates: row.dates.clone(),
            announced: row.announced,
            places: row.places.iter().map(Place::from).collect(),
        });
        Self {
            body: series.body.clone(),
            names: series.names.clone(),
            missing: series.missing.clone(),
            meetings: meetings.collect(),
        }
    }
}
