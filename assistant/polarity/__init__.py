"""Ja or Nein. Begin with `polarity`: from how a question asks (`frames`) and what a card decides (`rulings`) to what may be said (`bearing`)."""
