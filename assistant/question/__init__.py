"""What a question says, understood without a language model. Begin with `understanding`: it puts date, places, Ja/Nein, topics and codes together."""
