using System.CommandLine;

namespace Strangler.ParallelRun.Ledger;

/// <summary>The <c>ledger</c> commands: look at it, prove it, and hand it on.</summary>
internal static class LedgerCommand
{
    public static Command Create() => new("ledger", "The double-entry ledger: prove it, read it, export it.")
    {
        VerifyCommand.Create(),
        TrialBalanceCommand.Create(),
        StatementCommand.Create(),
        RebuildCommand.Create(),
        ExportCommand.Create(),
        ChartCommand.Create(),
    };
}
