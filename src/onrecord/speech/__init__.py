"""Article -> Statements: tagging, linking, repair, questions, occasions, nesting. Pure: no I/O, no clock."""
