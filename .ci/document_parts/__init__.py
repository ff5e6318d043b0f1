"""What is generated in the documents, each part from the code that it describes."""
