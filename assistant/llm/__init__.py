"""Wording by a language model, where one is configured; the documents keep the last word.

Nothing in here is imported unless `KIM_LLM_URL` is set or `kim gate` is called. The way of a draft:
question + passages → `drafting` (asks the model through `client`) → `gate` (drops every sentence the passages do not support) → answer.
"""
