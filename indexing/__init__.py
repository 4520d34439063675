"""Files and cards → index. The only place that imports LlamaIndex and Chroma."""
