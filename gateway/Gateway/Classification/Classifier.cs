using System.Net;
using System.Text;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;
using Strangler.Gateway.Faults;

namespace Strangler.Gateway.Classification;

/// <summary>
/// Names the operation by service path and first child of Body; never by SOAPAction, which existing consumers leave
/// out, send empty, or send wrong (WIRE-FACTS 3, 4).
/// </summary>
internal sealed class Classifier
{
    private const int LongestName = 256;
    private static readonly Classified.Undecided Undecided = new();

    private readonly Classified[] _known =
        [.. ContractCatalog.AquaCis.Operations.Select(operation => new Classified.Known(operation))];

    /// <param name="prefix">The first bytes of the request.</param>
    public Classified Classify(ServiceContract service, ReadOnlySpan<byte> prefix)
    {
        ReadOnlySpan<byte> text = PrefixText.Of(prefix);
        EnvelopeScan scan = EnvelopeScanner.Scan(text);
        return scan.Status switch
        {
            ScanStatus.Found => Find(service, text[scan.Namespace], text[scan.LocalName]),
            ScanStatus.NeedMore => Undecided,
            ScanStatus.Dtd => new Classified.Refused(Refusal.Dtd),
            ScanStatus.NotSoap => new Classified.Refused(Refusal.NotSoap),
            ScanStatus.Soap12 => new Classified.Refused(Refusal.Soap12),
            ScanStatus.NoBody => new Classified.Refused(Refusal.NoBody),
            ScanStatus.EmptyBody => new Classified.Refused(Refusal.EmptyBody),
            _ => new Classified.Refused(Refusal.NotXml),
        };
    }

    private Classified Find(ServiceContract service, ReadOnlySpan<byte> nsText, ReadOnlySpan<byte> nameText)
    {
        if (nsText.Length > LongestName || nameText.Length > LongestName)
        {
            return new Classified.Refused(Refusal.UnknownOperation("(too long)", "(too long)"));
        }

        Span<char> ns = stackalloc char[LongestName];
        ns = ns[..Encoding.UTF8.GetChars(nsText, ns)];
        if (ns.Contains('&'))
        {
            ns = WebUtility.HtmlDecode(ns.ToString()).ToCharArray();
        }

        Span<char> name = stackalloc char[LongestName];
        name = name[..Encoding.UTF8.GetChars(nameText, name)];
        return service.Find(ns, name) is { } operation
            ? _known[operation.Index]
            : new Classified.Refused(Refusal.UnknownOperation(ns.ToString(), name.ToString()));
    }
}
