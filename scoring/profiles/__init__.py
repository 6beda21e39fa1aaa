"""Profiles (评分办法): the dated scoring rules of a jurisdiction, as data."""
