"""What we remember: tables, one repository module a concept, migrations."""
