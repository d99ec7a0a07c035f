"""Reading what people type: one module per kind of answer. Pure; today and now are handed in."""
