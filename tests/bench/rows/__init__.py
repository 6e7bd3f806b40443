"""Every row of the table in its order; a new row is a function `Bench -> Row` in a module here, named in `ROWS`."""

from tests.bench.rows import documents, installed, likeness, listing, people, scoring, searching, starting, writing
from tests.bench.table import BenchRow

ROWS: tuple[BenchRow, ...] = (
    searching.search_newest,
    searching.search_p95,
    searching.search_everything_p95,
    searching.search_errors,
    searching.index_size,
    likeness.near_duplicates,
    likeness.near_duplicates_missed,
    likeness.near_duplicates_false,
    listing.list_first_paint,
    listing.list_gap,
    listing.list_memory,
    writing.save,
    writing.bulk,
    writing.bulk_looked_at,
    writing.backup,
    people.people_list,
    people.people_initials,
    people.people_looked_at,
    people.people_taken_over,
    scoring.scores_of_ten_years,
    scoring.scores_highest_of_ten_years,
    scoring.scores_capped_of_ten_years,
    documents.extraction,
    documents.paper,
    documents.official,
    documents.newsletter,
    documents.register,
    starting.first_frame,
    starting.first_list,
    starting.first_frame_memory,
    starting.first_frame_modules,
    installed.installed_first_list,
)
