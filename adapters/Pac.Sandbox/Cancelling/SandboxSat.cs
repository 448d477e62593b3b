using System.Globalization;
using System.Security;
using System.Text;
using System.Xml;
using Strangler.Pac.Sandbox.Stamping;

namespace Strangler.Pac.Sandbox.Cancelling;

/// <summary>What SAT does with requests for cancellation: rules of acceptance, related documents, receivers.</summary>
internal sealed class SandboxSat(SandboxRegister register, SandboxOptions options)
{
    /// <summary>Pesos up to which nobody is asked (rule 2.7.1.35); never of payments.</summary>
    private const decimal FreeTotal = 1000m;

    private const string Public = "XAXX010101000";
    private static readonly TimeSpan FreeTime = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();

    /// <returns>The code of the UUID, its status text, and the acuse where there is one.</returns>
    public (string Uuid, string Code, string Status, string Acuse) Cancel(byte[] request)
    {
        (string issuer, string uuid, string motive, string substitute) = Read(request);
        if (RequestSignature.Refusal(request, issuer) is { } refusal)
        {
            return (uuid, refusal.Code, refusal.Message, "");
        }

        lock (_lock)
        {
            (string code, string status) = Decide(issuer, uuid, motive, substitute);
            return (uuid, code, status, code is "201" or "202" ? Acuse(issuer, uuid, code) : "");
        }
    }

    public (string Code, string State, string Cancelable, string Progress) Status(
        string issuer, string receiver, string uuid, string total)
    {
        lock (_lock)
        {
            if (Entry(uuid) is not { } entry || entry.Issuer != issuer || entry.Receiver != receiver)
            {
                return ("N - 602: Comprobante no encontrado.", "No Encontrado", "", "");
            }

            if (entry.Total != total)
            {
                return ("N - 601: La expresión impresa proporcionada no es válida.", "", "", "");
            }

            Settle(entry);
            string state = entry.IsCancelled ? "Cancelado" : "Vigente";
            return (
                "S - Comprobante obtenido satisfactoriamente.", state, CancelableText(entry), ProgressText(entry));
        }
    }

    public string Receipt(string issuer, string uuid) =>
        Entry(uuid) is { } entry && entry.Issuer == issuer && entry.IsCancelled ? Acuse(issuer, uuid, "201") : "";

    /// <summary>The receiver's answer.</summary>
    /// <returns>False where nothing waits for one.</returns>
    public bool Answer(Guid uuid, bool accepts)
    {
        lock (_lock)
        {
            if (register.Find(uuid) is not { Cancellation: CancellationState.Waiting } entry)
            {
                return false;
            }

            entry.Cancellation = accepts ? CancellationState.Accepted : CancellationState.Rejected;
            return true;
        }
    }

    private (string Code, string Status) Decide(string issuer, string uuid, string motive, string substitute)
    {
        if (Entry(uuid) is not { } entry)
        {
            return ("205", "UUID no existe");
        }

        Settle(entry);
        return entry switch
        {
            _ when entry.Issuer != issuer => ("203", "UUID no corresponde al emisor"),
            _ when motive is not ("01" or "02" or "03" or "04") || motive == "01" != substitute.Length > 0 =>
                ("207", "Motivo inválido"),
            _ when motive == "01" && Entry(substitute) is null => ("207", "El sustituto no existe"),
            _ when entry.IsCancelled || entry.Cancellation == CancellationState.Waiting =>
                ("202", "UUID previamente solicitado"),
            _ when HasLiving(entry, substitute) => ("no_cancelable", "El UUID tiene documentos relacionados"),
            _ => Begin(entry),
        };
    }

    private (string Code, string Status) Begin(StampedEntry entry)
    {
        entry.AskedAt = options.Clock.GetUtcNow();
        entry.Cancellation = IsFree(entry) ? CancellationState.AtOnce : CancellationState.Waiting;
        return ("201", entry.Cancellation == CancellationState.AtOnce ? "Cancelado sin aceptación" : "En proceso");
    }

    private bool IsFree(StampedEntry entry) => entry.Type == "E" || entry.Receiver == Public
        || (entry.Type != "P" && decimal.TryParse(entry.Total, CultureInfo.InvariantCulture, out decimal total)
            && total <= FreeTotal)
        || options.Clock.GetUtcNow() - entry.At < FreeTime && entry.Type != "P";

    private bool HasLiving(StampedEntry entry, string substitute) => register.RelatedTo(entry.Uuid)
        .Any(other => !other.IsCancelled
            && !string.Equals(other.Uuid.ToString("D"), substitute, StringComparison.OrdinalIgnoreCase));

    private string CancelableText(StampedEntry entry) =>
        entry.IsCancelled || HasLiving(entry, "") ? "No cancelable"
        : IsFree(entry) ? "Cancelable sin aceptación" : "Cancelable con aceptación";

    private static string ProgressText(StampedEntry entry) => entry.Cancellation switch
    {
        CancellationState.Waiting => "En proceso",
        CancellationState.Rejected => "Solicitud rechazada",
        CancellationState.Accepted => "Cancelado con aceptación",
        CancellationState.Lapsed => "Plazo vencido",
        CancellationState.AtOnce => "Cancelado sin aceptación",
        _ => "",
    };

    private void Settle(StampedEntry entry)
    {
        if (entry.Cancellation == CancellationState.Waiting
            && options.Clock.GetUtcNow() - entry.AskedAt >= options.AcceptanceTime)
        {
            entry.Cancellation = CancellationState.Lapsed;
        }
    }

    private StampedEntry? Entry(string uuid) => Guid.TryParse(uuid, out Guid id) ? register.Find(id) : null;

    private string Acuse(string issuer, string uuid, string code) =>
        "<Acuse xmlns=\"http://cancelacfd.sat.gob.mx\" Fecha=\""
        + options.Clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)
        + $"\" RfcEmisor=\"{SecurityElement.Escape(issuer)}\"><Folios><UUID>{SecurityElement.Escape(uuid)}</UUID>"
        + $"<EstatusUUID>{code}</EstatusUUID></Folios></Acuse>";

    private static (string Issuer, string Uuid, string Motive, string Substitute) Read(byte[] request)
    {
        try
        {
            XmlDocument document = new() { XmlResolver = null };
            document.LoadXml(Encoding.UTF8.GetString(request));
            XmlElement? folio = document.GetElementsByTagName("Folio").OfType<XmlElement>().FirstOrDefault();
            return (document.DocumentElement?.GetAttribute("RfcEmisor") ?? "", folio?.GetAttribute("UUID") ?? "",
                folio?.GetAttribute("Motivo") ?? "", folio?.GetAttribute("FolioSustitucion") ?? "");
        }
        catch (XmlException)
        {
            return ("", "", "", "");
        }
    }
}
