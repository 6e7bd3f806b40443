"""计分: a scheme of rules as data, the events of pieces, and every score as a list of lines that can be explained.

`scores.scores` is the way in; `scheme` is what an office may decide; `written` is a scheme as a file; design/scoring.md
is where the features come from.
"""
