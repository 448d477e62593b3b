using System.Text;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;

namespace Strangler.Tests.Unit.Soap;

/// <summary>What the quick reader says of a request, XmlReader says too; and it has something to say of most.</summary>
public sealed class PlainAgainstXmlReaderTests
{
    private const int Changes = 400;

    private static readonly string[] Insertions =
    [
        "<!-- c -->", "<![CDATA[x]]>", " xsi:nil=\"true\"", " nil='1'", " xmlns:p=\"\"", "&amp;", "&#65;", "&what;",
        "<?pi x?>", " xml:space=\"preserve\"", "]]>", "<b/>", "<b>x</b>", "<valor>2</valor>", " a='1'", " a='1' a='2'",
            " p:a='1'",
        "<p:x/>", "\r\n", "  ", "\t", "é", "\u0000", "\u0001", "\uFFFE", "\u00A0", " xmlns='urn:x'", " xmlns=''", "<",
        ">", "\"", "'", "/", "<!DOCTYPE a>", "</", "x:", ":", "=", "<xml:a/>", " xmlns:xml='urn:x'",
        " xmlns:o='http://www.w3.org/2000/xmlns/'", "𝄞", "<wsse:Username>other</wsse:Username>", "<1/>", "<a:b:c/>",
    ];

    public static TheoryData<string> Envelopes =>
    [
        .. RequestTemplates.All,
        .. RequestTemplates.All.Select(text => "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n" + text),
        "\uFEFF" + RequestTemplates.Indented, "<?xml version='1.0' encoding='ISO-8859-1'?>" + RequestTemplates.Indented,
        "<?xml version='1.1'?>" + RequestTemplates.Indented,
    ];

    [Theory]
    [MemberData(nameof(Envelopes))]
    public void A_request_changed_anywhere_is_read_the_same(string envelope)
    {
        Random random = new(envelope.Length);
        AssertSame(Encoding.UTF8.GetBytes(envelope));
        for (int change = 0; change < Changes; change++)
        {
            AssertSame(Changed(envelope, random));
        }
    }

    [Fact]
    public void A_request_cut_off_anywhere_is_read_the_same()
    {
        byte[] whole = Encoding.UTF8.GetBytes(RequestTemplates.Indented);
        for (int length = 0; length <= whole.Length; length++)
        {
            AssertSame(whole[..length]);
        }
    }

    [Fact]
    public void Nearly_every_request_that_consumers_send_is_plain()
    {
        foreach (string path in Directory.GetFiles(Repository.Shared("aquacis/samples/requests"), "*.xml"))
        {
            byte[] bytes = File.ReadAllBytes(path);
            IEnumerable<ServiceContract> services = ContractCatalog.AquaCis.Services;
            Assert.True(
                services.Any(service => PlainOf(bytes, service) != "unusual"), Path.GetFileName(path));
            foreach (ServiceContract service in services)
            {
                AssertSame(bytes, service);
            }
        }
    }

    [Fact]
    public void The_templates_themselves_are_plain() =>
        Assert.All(RequestTemplates.All, text => Assert.StartsWith(
            "read", PlainOf(Encoding.UTF8.GetBytes(text), RequestTemplates.Debt), StringComparison.Ordinal));

    [Fact]
    public void Another_encoding_is_left_to_XmlReader()
    {
        byte[] utf16 = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(RequestTemplates.Indented)];

        Assert.Null(PlainRequestReader.Read(utf16, RequestTemplates.Debt));
        Assert.Equal("7", InMemory.Read(utf16, RequestTemplates.Debt).Body.Text("valor"));
    }

    private static byte[] Changed(string text, Random random)
    {
        int at = random.Next(text.Length + 1);
        int end = Math.Min(text.Length, at + random.Next(12));
        string changed = random.Next(6) switch
        {
            0 => text.Remove(at, end - at),
            1 => text.Insert(at, text[at..end]),
            2 when at < text.Length => text.Remove(at, 1).Insert(at, Insertions[random.Next(Insertions.Length)]),
            3 => InsertAfter(text, ">", random),
            4 => InsertAfter(text, " ", random),
            _ => text.Insert(at, Insertions[random.Next(Insertions.Length)]),
        };
        byte[] bytes = Encoding.UTF8.GetBytes(changed);
        if (random.Next(20) == 0 && bytes.Length > 0)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }

    private static string InsertAfter(string text, string mark, Random random)
    {
        int found = text.IndexOf(mark, random.Next(text.Length), StringComparison.Ordinal);
        return found < 0 ? text : text.Insert(found + 1, Insertions[random.Next(Insertions.Length)]);
    }

    private static void AssertSame(byte[] bytes, ServiceContract? service = null)
    {
        string plain = PlainOf(bytes, service ?? RequestTemplates.Debt);
        if (plain != "unusual")
        {
            Assert.Equal(
                RequestText.Of(() => InMemory.ReadByXmlReader(bytes, service ?? RequestTemplates.Debt)), plain);
        }
    }

    private static string PlainOf(byte[] bytes, ServiceContract service) =>
        RequestText.Of(() => PlainRequestReader.Read(bytes, service));
}
