"""The verbs: what the commands do and what a program may call, each a page that composes the stages.

assess    read returns, validate them, compute the indicators and judge them
report    write the month in every format
annotate  give the submitters' own workbooks back, with what was found in them
plan      the least that meets the targets
what_if   what would be if figures changed
inspect   what is understood of a workbook, before anything is judged
trace     a figure back to its cells
compare   two runs, or two versions of returns
clauses   where every clause of a policy stands

`files`, `month`, `units` and `situations` are what several of them need; `failing` says whether a run fails.
"""
