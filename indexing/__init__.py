"""Files and cards → index: the only place that imports LlamaIndex and Chroma. Begin with `pipeline`, one run; `store` opens an index for reading."""
