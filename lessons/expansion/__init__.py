"""What a query's words also go by: acronyms and long forms, of the vocabularies and of the texts themselves."""
