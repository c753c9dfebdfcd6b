//! Shapes and words that pictures share.

/// The outline of the marker of the n-th speaker: told apart by its form, not by colour alone.
pub(crate) fn marker(nth: usize, (x, y): (f64, f64), size: f64) -> String {
    match nth {
        0 => circle((x, y), size),
        1 => format!(
            "M{:.1} {:.1}h{:.1}v{:.1}h-{:.1}Z",
            x - size,
            y - size,
            size * 2.0,
            size * 2.0,
            size * 2.0
        ),
        2 => format!(
            "M{:.1} {:.1}L{:.1} {:.1}H{:.1}Z",
            x,
            y - size * 1.2,
            x + size * 1.1,
            y + size,
            x - size * 1.1
        ),
        3 => {
            let far = size * 1.3;
            format!(
                "M{x:.1} {:.1}L{:.1} {y:.1}L{x:.1} {:.1}L{:.1} {y:.1}Z",
                y - far,
                x + far,
                y + far,
                x - far
            )
        }
        _ => format!("{}{}", circle((x, y), size), circle((x, y), size / 2.5)),
    }
}

/// A circle.
pub(crate) fn circle((x, y): (f64, f64), radius: f64) -> String {
    let wide = radius * 2.0;
    format!(
        "M{:.1} {y:.1}a{radius:.1} {radius:.1} 0 1 0 {wide:.1} 0a{radius:.1} {radius:.1} 0 1 0 -{wide:.1} 0Z",
        x - radius
    )
}

/// An arrow that goes straight up or down from a place.
pub(crate) fn arrow((x, y): (f64, f64), length: f64) -> String {
    let (end, wing) = (y - length, if length > 0.0 { 5.0 } else { -5.0 });
    format!(
        "M{x:.1} {y:.1}V{end:.1}M{:.1} {:.1}L{x:.1} {end:.1}L{:.1} {:.1}",
        x - 4.0,
        end + wing,
        x + 4.0,
        end + wing
    )
}

/// Words cut to so many letters.
pub(crate) fn clip(words: &str, letters: usize) -> String {
    if words.chars().count() <= letters {
        return words.to_owned();
    }
    let kept: String = words.chars().take(letters.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_with_a_sign() {
        assert_eq!(clip("Lantern Watch", 20), "Lantern Watch");
        assert_eq!(clip("Lantern Watch", 9), "Lantern…");
    }

    #[test]
    fn an_arrow_points_where_it_goes() {
        assert_eq!(arrow((10.0, 50.0), 20.0), "M10.0 50.0V30.0M6.0 35.0L10.0 30.0L14.0 35.0");
        assert_eq!(arrow((10.0, 50.0), -20.0), "M10.0 50.0V70.0M6.0 65.0L10.0 70.0L14.0 65.0");
    }
}
