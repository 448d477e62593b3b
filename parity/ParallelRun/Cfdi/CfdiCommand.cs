using System.CommandLine;

namespace Strangler.ParallelRun.Cfdi;

/// <summary>The <c>cfdi</c> commands: fiscal documents as a biller works with them.</summary>
internal static class CfdiCommand
{
    public static Command Create() => new("cfdi", "Fiscal documents. docs/cfdi-validation.md says what is checked.")
    {
        ValidateCommand.Create(),
    };
}
