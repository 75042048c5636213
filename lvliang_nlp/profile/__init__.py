"""Profiles: what one place's reports speak of that no table of all China knows, as one TOML file.

schema (the type) → load (files and folders, errors with their line) → installed (profiles of packages, found by place).
names finds a profile's names in a text. docs/profiles.md is the guide.
"""

from lvliang_nlp.profile.installed import Profiles, choices, installed
from lvliang_nlp.profile.load import line_of, load_profile, load_profiles, problems, profile_text, read_profile
from lvliang_nlp.profile.names import KnownNames, is_cut
from lvliang_nlp.profile.schema import Entry, OwnIndicator, Profile, json_schema

__all__ = [
    "Entry",
    "KnownNames",
    "OwnIndicator",
    "Profile",
    "Profiles",
    "choices",
    "installed",
    "is_cut",
    "json_schema",
    "line_of",
    "load_profile",
    "load_profiles",
    "problems",
    "profile_text",
    "read_profile",
]
