using System.CommandLine;

namespace Strangler.ParallelRun.Cfdi;

/// <summary>The <c>cfdi</c> commands: fiscal documents.</summary>
internal static class CfdiCommand
{
    public static Command Create() => new("cfdi", "Fiscal documents (CFDI 4.0). docs/cfdi.md.")
    {
        BuildCommand.Create(),
        ValidateCommand.Create(),
        EnqueueCommand.Create(),
        StampCommand.Create(),
        IssueCommand.Issue(),
        IssueCommand.Complements(),
        IssueCommand.Replace(),
        IssueCommand.Global(),
        NominateCommand.Create(),
        CancelCommand.Cancel(),
        CancelCommand.Pursue(),
        FlowCommands.Status(),
        FlowCommands.Refused(),
        FlowCommands.Verify(),
        PdfCommand.Create(),
        ExportCommand.Create(),
        RetentionCommand.Create(),
        TestCsdCommand.Create(),
    };
}
