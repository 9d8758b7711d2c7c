"""The first adopter's register as data: one YAML file a concept, each entry with the id of its fact."""
