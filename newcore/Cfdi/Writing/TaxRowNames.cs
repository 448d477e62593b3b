using System.Text;

namespace Strangler.Cfdi.Writing;

/// <summary>How a row of a tax is written: of a document and its lines, of what is paid of one, of a payment.</summary>
internal sealed class TaxRowNames
{
    public static readonly TaxRowNames Document = new("cfdi:Traslado", "");
    public static readonly TaxRowNames Paid = new("pago20:TrasladoDR", "DR");
    public static readonly TaxRowNames Payment = new("pago20:TrasladoP", "P");

    private readonly byte[] _element;
    private readonly byte[] _taxed;
    private readonly byte[] _tax;
    private readonly byte[] _factor;
    private readonly byte[] _rate;
    private readonly byte[] _amount;

    private TaxRowNames(string element, string end)
    {
        _element = Encoding.ASCII.GetBytes($"<{element}");
        _taxed = Attribute($"Base{end}");
        _tax = Attribute($"Impuesto{end}");
        _factor = Attribute($"TipoFactor{end}");
        _rate = Attribute($"TasaOCuota{end}");
        _amount = Attribute($"Importe{end}");
    }

    public ReadOnlySpan<byte> Element => _element;

    public ReadOnlySpan<byte> Taxed => _taxed;

    public ReadOnlySpan<byte> Tax => _tax;

    public ReadOnlySpan<byte> Factor => _factor;

    public ReadOnlySpan<byte> Rate => _rate;

    public ReadOnlySpan<byte> Amount => _amount;

    private static byte[] Attribute(string name) => Encoding.ASCII.GetBytes($" {name}=\"");
}
