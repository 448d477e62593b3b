using System.Globalization;
using System.Xml;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;

namespace Strangler.ParallelRun.Ledger;

/// <summary>The journal as XML: an element per entry with its postings, and the totals at the end.</summary>
internal static class JournalXml
{
    private static readonly XmlReaderSettings Reading = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreWhitespace = true,
        CloseInput = true,
    };

    public static XmlWriter Open(string file, DateOnly from, DateOnly to)
    {
        XmlWriter xml = XmlWriter.Create(file, new XmlWriterSettings { Indent = true, NewLineChars = "\n" });
        xml.WriteStartElement("journal");
        xml.WriteAttributeString("from", Day(from));
        xml.WriteAttributeString("to", Day(to));
        return xml;
    }

    public static void Write(XmlWriter xml, LedgerEntry entry)
    {
        xml.WriteStartElement("entry");
        xml.WriteAttributeString("bookedOn", Day(entry.Content.BookedOn));
        xml.WriteAttributeString("contract", Number(entry.Contract.Value));
        xml.WriteAttributeString("version", Number(entry.Version));
        xml.WriteAttributeString("kind", entry.Content.Kind);
        if (entry.Content.Document is { } document)
        {
            xml.WriteAttributeString("document", document);
        }

        xml.WriteAttributeString("hash", entry.Hash.ToString());
        foreach (JournalLine line in JournalLine.Of(entry))
        {
            xml.WriteStartElement("posting");
            xml.WriteAttributeString("account", line.Account);
            xml.WriteAttributeString("debit", $"{line.Debit}");
            xml.WriteAttributeString("credit", $"{line.Credit}");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    public static void Close(XmlWriter xml, JournalTotals totals)
    {
        xml.WriteStartElement("totals");
        xml.WriteAttributeString("entries", Number(totals.Entries));
        xml.WriteAttributeString("postings", Number(totals.Postings));
        xml.WriteAttributeString("debit", $"{totals.Debit}");
        xml.WriteAttributeString("credit", $"{totals.Credit}");
        xml.WriteAttributeString("controlSum", totals.ControlSum);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <param name="totals">Told at the end.</param>
    /// <exception cref="XmlException">It is not well formed, or was cut off.</exception>
    public static IEnumerable<JournalLine> Read(string file, Action<JournalTotals> totals)
    {
        using XmlReader xml = XmlReader.Create(file, Reading);
        JournalLine entry = new(default, 0, 0, "", null, "", Money.Zero, Money.Zero, "");
        while (xml.Read())
        {
            switch (xml.NodeType == XmlNodeType.Element ? xml.Name : "")
            {
                case "entry":
                    entry = new JournalLine(
                        DateOnly.ParseExact(Text(xml, "bookedOn"), "yyyy-MM-dd", CultureInfo.InvariantCulture),
                        (int)Whole(xml, "contract"), Whole(xml, "version"), Text(xml, "kind"),
                        xml.GetAttribute("document"), "", Money.Zero, Money.Zero, Text(xml, "hash"));
                    break;
                case "posting":
                    yield return entry with
                    {
                        Account = Text(xml, "account"),
                        Debit = Amount(xml, "debit"),
                        Credit = Amount(xml, "credit"),
                    };
                    break;
                case "totals":
                    totals(new JournalTotals(
                        Whole(xml, "entries"), Whole(xml, "postings"), Amount(xml, "debit"), Amount(xml, "credit"),
                        Text(xml, "controlSum")));
                    break;
            }
        }
    }

    private static string Text(XmlReader xml, string name) => xml.GetAttribute(name)
        ?? throw new FormatException($"The element {xml.Name} of the journal has no {name}.");

    private static long Whole(XmlReader xml, string name) =>
        long.Parse(Text(xml, name), NumberStyles.None, CultureInfo.InvariantCulture);

    private static Money Amount(XmlReader xml, string name) =>
        Money.FromPesos(decimal.Parse(Text(xml, name), NumberStyles.Number, CultureInfo.InvariantCulture));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
