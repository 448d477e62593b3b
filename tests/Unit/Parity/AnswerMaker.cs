using System.Globalization;
using System.Xml.Linq;

namespace Strangler.Tests.Unit.Parity;

/// <summary>Makes answers of <see cref="Soap.Shape"/> at random; every text in one of them is another.</summary>
internal sealed class AnswerMaker(Random random)
{
    private int _next;

    public XElement Make()
    {
        XElement result = new("return");
        AddSome(result, "name", Text);
        AddSome(result, "note", Text);
        AddSome(result, "count", Number);
        AddSome(result, "amount", Amount);
        AddSome(result, "open", () => random.Next(2) == 0 ? "true" : "false");
        AddSome(result, "at", Instant);
        AddSome(result, "file", () => Convert.ToBase64String(BitConverter.GetBytes(_next++)));
        AddMany(result, () => new XElement("item", new XElement("key", Text()), new XElement("value", Amount())));
        AddMany(result, () => new XElement("bag", new XElement("key", Text()), new XElement("value", Number())));
        AddMany(result, () => new XElement("line", Text()));
        return new XElement(XName.Get("askResponse", "urn:ask"), result);
    }

    /// <summary>Another text of the same kind.</summary>
    public string Other(XElement leaf) => leaf.Name.LocalName switch
    {
        "count" => Number(),
        "value" => Number(),
        "amount" => Amount(),
        "open" => leaf.Value == "true" ? "false" : "true",
        "at" => Instant(),
        "file" => Convert.ToBase64String(BitConverter.GetBytes(_next++)),
        _ => Text(),
    };

    private void AddSome(XElement parent, string name, Func<string> text)
    {
        if (random.Next(5) > 0)
        {
            parent.Add(new XElement(name, text()));
        }
    }

    private void AddMany(XElement parent, Func<XElement> item)
    {
        for (int left = random.Next(5); left > 0; left--)
        {
            parent.Add(item());
        }
    }

    private string Text() => $"{"áb<&>]]'\"ñ "[random.Next(10)]}t{_next++}";

    private string Number() => (++_next).ToString(CultureInfo.InvariantCulture);

    private string Amount() => string.Create(CultureInfo.InvariantCulture, $"{++_next}.{random.Next(1, 100):00}");

    private string Instant() =>
        Soap.Now.AddSeconds(++_next).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
