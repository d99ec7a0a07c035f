"""What we promise about speed, measured against what a user would pick instead, as ratios in one run."""
