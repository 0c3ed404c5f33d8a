"""Children who came alone and ask for asylum: arrival, age, the Home Office, help when they grow up."""
