using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Strangler.Cfdi.Stamping;

namespace Strangler.Pac.Sandbox.Stamping;

/// <summary>
/// One PAC's memory: it stamps once for the same bytes, and remembers by their hash. What another PAC stamped it does
/// not know. About 400 bytes for each document.
/// </summary>
/// <param name="pac">Its name.</param>
internal sealed class SandboxBook(string pac, SandboxOptions options, StampWriter writer, SandboxRegister register)
{
    private const int KeptDocuments = 10_000;
    private static readonly TimeSpan FutureLimit = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, StampedEntry> _byHash = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _hashByName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, byte[]> _documents = new();
    private readonly ConcurrentQueue<Guid> _documentOrder = new();

    public string Pac => pac;

    public int Count => _byHash.Count;

    /// <summary>Of the last ones only: whole documents take memory.</summary>
    public byte[]? Document(Guid uuid) => _documents.GetValueOrDefault(uuid);

    /// <param name="name">What the sender calls it; other bytes of the same name are refused. Null: no name.</param>
    public StampAnswer Stamp(byte[] xml, string? name)
    {
        string hash = Convert.ToHexString(SHA256.HashData(xml));
        if (_byHash.TryGetValue(hash, out StampedEntry? known))
        {
            return Again(xml, known);
        }

        if (name is not null && _hashByName.TryGetValue(name, out string? other) && other != hash)
        {
            return new StampAnswer("CFDI3307", "Timbre duplicado para el customId.", null, null);
        }

        return Check(xml, out SentDocument? document) is { } refusal ? refusal : Enter(xml, hash, name, document!);
    }

    /// <summary>Whether the same bytes were stamped; 603 where not.</summary>
    public StampAnswer Stamped(byte[] xml) =>
        _byHash.TryGetValue(Convert.ToHexString(SHA256.HashData(xml)), out StampedEntry? known)
            ? Again(xml, known)
            : new StampAnswer("603", "El CFDI no contiene un timbre previo.", null, null);

    private StampAnswer Again(byte[] xml, StampedEntry entry) => new(
        "307", "El comprobante contiene un timbre previo.", writer.Write(xml, SentDocument.Read(xml)!, entry), entry);

    private StampAnswer? Check(byte[] xml, out SentDocument? document)
    {
        document = SentDocument.Read(xml);
        if (document is null)
        {
            return new StampAnswer("301", "XML mal formado o sin sello.", null, null);
        }

        TimeSpan? age = document.Age(options.Clock.GetUtcNow());
        if (age is null || age > StampingSettings.SatAge || age < -FutureLimit)
        {
            return new StampAnswer("401", "Fecha y hora de generación fuera de rango.", null, null);
        }

        return _byHash.Count >= options.MostStamps
            ? new StampAnswer("703", "El sandbox está lleno.", null, null)
            : options.Validate?.Invoke(xml) is { } finding
                ? new StampAnswer(finding.Code, finding.Message, null, null)
                : null;
    }

    private StampAnswer Enter(byte[] xml, string hash, string? name, SentDocument document)
    {
        DateTimeOffset now = options.Clock.GetUtcNow();
        StampedEntry made = new(
            Guid.NewGuid(),
            now.ToOffset(TimeSpan.FromHours(-6)).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
            document.Issuer, document.Receiver, document.Total, document.Type, now - document.Age(now)!.Value,
            document.Related);
        StampedEntry entry = _byHash.GetOrAdd(hash, made);
        byte[] stamped = writer.Write(xml, document, entry);
        if (entry != made)
        {
            return new StampAnswer("307", "El comprobante contiene un timbre previo.", stamped, entry);
        }

        register.Add(
            entry, pac, hash,
            document.Folio.Length > 0 ? $"{document.Issuer}/{document.Series}/{document.Folio}" : "");
        if (name is not null)
        {
            _hashByName[name] = hash;
        }

        Keep(entry.Uuid, stamped);
        return new StampAnswer(null, "Comprobante timbrado satisfactoriamente", stamped, entry);
    }

    private void Keep(Guid uuid, byte[] stamped)
    {
        _documents[uuid] = stamped;
        _documentOrder.Enqueue(uuid);
        if (_documentOrder.Count > KeptDocuments && _documentOrder.TryDequeue(out Guid oldest))
        {
            _documents.TryRemove(oldest, out _);
        }
    }
}
