//! Floor 2: the articles on disk. The only module that knows SQL. Rests on the model alone.
