using Strangler.Parity.Reading;

namespace Strangler.Parity.Comparing;

/// <summary>The shapes of what SOAP itself puts around and in place of an answer.</summary>
internal static class SoapShapes
{
    /// <summary>Of a Header or of what else stands in a Body: nobody knows what is in it.</summary>
    public static readonly AnswerShape Unknown = Record("", []);

    /// <summary>Of text that is about the markup, never about a person.</summary>
    public static readonly AnswerShape Plain = Text("");

    /// <summary>Of the fault that may come instead of an answer.</summary>
    public static AnswerShape FaultOf(AnswerShape answer) => Record(
        "Fault",
        [Text("faultcode"), Text("faultstring"), Text("faultactor"), Record("detail", answer.FaultDetails)]);

    public static bool IsFault(Element? answer) => answer is not null && IsFault(answer.Name, answer.Namespace);

    public static bool IsFault(string name, string ns) =>
        name == "Fault" && (ns is XmlNames.Soap11 or XmlNames.Soap12);

    private static AnswerShape Text(string name) => new(name, FieldKind.Text, false, false, false, false, false, []);

    private static AnswerShape Record(string name, IReadOnlyList<AnswerShape> children) =>
        new(name, FieldKind.Record, false, false, false, false, false, children);
}
