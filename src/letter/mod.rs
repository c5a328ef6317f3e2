//! Letter templates, filling them, and output forms.
