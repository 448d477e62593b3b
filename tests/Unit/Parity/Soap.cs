using System.Text;
using Strangler.Parity;

namespace Strangler.Tests.Unit.Parity;

/// <summary>Answers as text, and what the judge says of two of them.</summary>
internal static class Soap
{
    public static readonly DateTimeOffset Now = new(2026, 7, 15, 18, 0, 0, TimeSpan.Zero);

    private static readonly AnswerShape Item = Record(
        "item", Leaf("key", FieldKind.Text), Leaf("value", FieldKind.Decimal) with { IsMoney = true });

    private static readonly AnswerShape Bag =
        Record("bag", Leaf("key", FieldKind.Text), Leaf("value", FieldKind.WholeNumber));

    private static readonly AnswerShape Return = Record(
        "return",
        Leaf("name", FieldKind.Text) with { IsPersonal = true },
        Leaf("note", FieldKind.Text),
        Leaf("count", FieldKind.WholeNumber) with { NilIsAbsence = true },
        Leaf("amount", FieldKind.Decimal) with { IsMoney = true, NilIsAbsence = true },
        Leaf("open", FieldKind.Boolean),
        Leaf("at", FieldKind.DateTime),
        Leaf("file", FieldKind.Binary),
        Item with { Repeats = true },
        Bag with { Repeats = true, OrderIsFree = true },
        Leaf("line", FieldKind.Text) with { Repeats = true });

    /// <summary>One field of each kind, an ordered list and one whose order is free.</summary>
    public static readonly AnswerShape Shape = Record("askResponse", Return) with
    {
        FaultDetails = [Record("Problem", Leaf("code", FieldKind.WholeNumber))],
    };

    public static AnswerShape Leaf(string name, FieldKind kind) =>
        new(name, kind, false, false, false, false, false, []);

    public static AnswerShape Record(string name, params AnswerShape[] children) =>
        new(name, FieldKind.Record, false, false, false, false, false, children);

    /// <summary>An answer whose return element holds that.</summary>
    public static string Answer(string fields) => Envelope(
        $"<ns2:askResponse xmlns:ns2=\"urn:ask\"><return>{fields}</return></ns2:askResponse>");

    public static string Fault(string code, string text, string detail = "") => Envelope(
        $"<soap:Fault><faultcode>{code}</faultcode><faultstring>{text}</faultstring>{detail}</soap:Fault>");

    public static string Envelope(string body) =>
        $"<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>{body}</soap:Body>"
        + "</soap:Envelope>";

    public static Observed Sent(string text, int status = 200, string? type = "text/xml;charset=UTF-8") =>
        new(status, type, Encoding.UTF8.GetBytes(text));

    public static Verdict Judged(string primary, string candidate, params ParityRule[] rules) =>
        Judge.Compare(Sent(primary), Sent(candidate), Shape, rules, Now);

    /// <summary>Of the two return elements.</summary>
    public static IReadOnlyList<Difference> Differences(string primary, string candidate) =>
        Judged(Answer(primary), Answer(candidate)) switch
        {
            Verdict.Different different => different.Differences,
            Verdict.Same => [],
            var other => throw new InvalidOperationException($"{other}"),
        };
}
