using System.Buffers;
using System.Globalization;
using System.Text;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;
using Strangler.Gateway.Shadowing;
using Strangler.Parity;

namespace Strangler.ParallelRun.Bench.Comparing;

/// <summary>Pairs of answers of about 2 KB, as the shadow meets them: two unpaid invoices of one contract.</summary>
internal sealed class ComparisonSamples
{
    private static readonly Operation Asked =
        ContractCatalog.AquaCis.Find("InterfazGenericaGestionDeudaWS", "getImpagadosContrato");

    private readonly string _answer = Encoding.UTF8.GetString(Write());

    public static AnswerShape Shape => AnswerShapes.Of(Asked);

    public int Bytes => _answer.Length;

    public IReadOnlyList<ComparisonSample> All =>
    [
        Sample("same, to the byte", _answer, differs: false),
        Sample("same, other prefixes, white space and scale", WrittenOtherwise(), differs: false),
        Sample("one amount differs", _answer.Replace("182.44", "182.45", StringComparison.Ordinal), differs: true),
        Sample("one list item missing", WithoutItem(), differs: true),
    ];

    private ComparisonSample Sample(string name, string candidate, bool differs) =>
        new(name, Answer(_answer), Answer(candidate), differs);

    private static Observed Answer(string text) => new(200, SoapEnvelope.ContentType, Encoding.UTF8.GetBytes(text));

    private string WrittenOtherwise() => _answer
        .Replace("soap:", "S:", StringComparison.Ordinal).Replace("xmlns:soap", "xmlns:S", StringComparison.Ordinal)
        .Replace("ns2:", "q:", StringComparison.Ordinal).Replace("xmlns:ns2", "xmlns:q", StringComparison.Ordinal)
        .Replace("><", ">\n  <", StringComparison.Ordinal)
        .Replace("182.44", "182.440", StringComparison.Ordinal);

    private string WithoutItem()
    {
        const string End = "</facturasPendientes>";
        int start = _answer.IndexOf("<facturasPendientes>", StringComparison.Ordinal);
        return _answer.Remove(start, _answer.IndexOf(End, StringComparison.Ordinal) + End.Length - start);
    }

    private static byte[] Write()
    {
        ArrayBufferWriter<byte> buffer = new();
        ReplyWriter.Write(buffer, Asked, reply => reply.Record("return", result => result
            .Record("resultado", outcome => outcome.Value("codigoError", 0).Value("descripcionError", "OK"))
            .Records("facturasPendientes", [3, 2, 1], WriteInvoice)
            .Record("saldoCuentaDTO", balance => balance
                .Value("saldoBloqueado", 0m).Value("saldoCompensar", 0m).Value("saldoDisponible", 12.5m)
                .Value("saldoTotal", 12.5m))));
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteInvoice(RecordWriter invoice, int period)
    {
        string month = period.ToString("00", CultureInfo.InvariantCulture);
        invoice
            .Value("anyo", 2026).Value("ciclo", period).Value("cliente", 101).Value("contrato", 400002)
            .Value("estado", 4).Value("factura", $"FA2026{month}00000{period}")
            .Value("fechaEmision", $"2026-{month}-03")
            .Value("fechaVencimiento", $"2026-{month}-18").Value("importe", 180.44m + period)
            .Value("importeTotal", 209.31m + period).Value("impuestos", 28.87m).Value("periodo", "<ENE> - <ENE>")
            .Value("procesoImpagadoSN", true).Value("referencia", "01004000020");
    }
}
