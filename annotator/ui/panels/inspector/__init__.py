"""The focused span: its words, label, edges, attributes, relations, flag and note."""

from annotator.ui.panels.inspector.panel import SpanInspector

__all__ = ["SpanInspector"]
