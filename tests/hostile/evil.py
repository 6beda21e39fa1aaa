"""The word by which hostile texts are known wherever they turn up."""

EVIL = "jixiao.invalid"
