//! Floor 3: the one place where ingest, actors and store join.
