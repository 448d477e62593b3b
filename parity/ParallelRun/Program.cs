using System.CommandLine;
using Strangler.ParallelRun.Bench;
using Strangler.ParallelRun.CommandLine;

RootCommand root = new(ExitCode.Legend("AquaCIS strangler: the command line of the migration team."))
{
    BenchCommand.Create(),
    BenchCommand.CreateBackend(),
    BenchCommand.CreatePlainYarp(),
};
return await CommandRunner.RunAsync(root, args);
