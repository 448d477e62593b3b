using System.CommandLine;

namespace Strangler.ParallelRun.Cfdi;

/// <summary>The <c>cfdi</c> commands: fiscal documents.</summary>
internal static class CfdiCommand
{
    /// <param name="environment">Null: the process's.</param>
    public static Command Create(Func<string, string?>? environment = null) =>
        With(environment ?? Environment.GetEnvironmentVariable);

    private static Command With(Func<string, string?> read) => new("cfdi", "Fiscal documents (CFDI 4.0). docs/cfdi.md.")
    {
        BuildCommand.Create(),
        ValidateCommand.Create(),
        EnqueueCommand.Create(),
        StampCommand.Create(read),
        IssueCommand.Issue(read),
        IssueCommand.Complements(read),
        IssueCommand.Replace(read),
        IssueCommand.Global(read),
        NominateCommand.Create(read),
        CancelCommand.Cancel(read),
        CancelCommand.Pursue(read),
        WatchCommand.Create(read),
        FlowCommands.Status(),
        FlowCommands.Refused(),
        FlowCommands.Verify(),
        PdfCommand.Create(),
        ExportCommand.Create(),
        RetentionCommand.Create(),
        TestCsdCommand.Create(),
    };
}
