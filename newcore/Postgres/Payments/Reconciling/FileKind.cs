using Strangler.Core.Payments.Reconciling;

namespace Strangler.Postgres.Payments.Reconciling;

/// <summary>Kinds of files and statements as they are kept.</summary>
public static class FileKind
{
    public const string Collector = "C";

    private const string Settlement = "S";
    private const string BankStatement = "B";

    public static string Of(StatementKind kind) => kind == StatementKind.Settlement ? Settlement : BankStatement;

    /// <summary>For people.</summary>
    public static string NameOf(string kind) => kind switch
    {
        Settlement => "settlement",
        BankStatement => "bank statement",
        _ => "collector",
    };
}
