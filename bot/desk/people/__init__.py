"""Who works in a bureau: cases in hand, deputies, handing over."""
