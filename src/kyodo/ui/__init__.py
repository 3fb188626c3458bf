"""The face: components, styles and small behaviors. It knows no model, only plain values."""
