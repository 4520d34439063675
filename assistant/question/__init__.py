"""What a question says, understood without a language model: date, place, Baustein, codes, kind of thing asked; spelling and vocabulary."""
