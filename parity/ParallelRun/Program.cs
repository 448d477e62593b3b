using System.CommandLine;

RootCommand root = new("AquaCIS strangler: the command line of the migration team.");
return await root.Parse(args).InvokeAsync();
