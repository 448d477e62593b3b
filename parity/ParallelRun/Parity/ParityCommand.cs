using System.CommandLine;

namespace Strangler.ParallelRun.Parity;

/// <summary>
/// The <c>parity</c> commands: what the comparison of the two sides found, and what of it is ignored.
/// </summary>
internal static class ParityCommand
{
    private const string Description = "What comparing the two sides found, and the rules that ignore some of it.";

    public static Command Create() => new("parity", Description)
    {
        SummaryCommand.Create(),
        ListCommand.Create(),
        ShowCommand.Create(),
        RulesCommand.Create(),
        ExplainCommand.Create(),
        PruneCommand.Create(),
    };
}
