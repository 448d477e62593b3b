using System.Security.Cryptography;
using System.Text;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;
using Strangler.Core.Identity;

namespace Strangler.AquaCis.Translation.Writes;

/// <summary>Which write a request is, whoever sends it and however often.</summary>
/// <param name="Key">SHA-256 over operation and names, or over operation and the whole request.</param>
/// <param name="Content">SHA-256 over the whole request: two with the same key must have the same.</param>
/// <param name="Window">How long the key stands for this write after its end; null for ever.</param>
/// <param name="Contract">Whose it is; null where it names none, or several.</param>
public sealed record WriteIdentity(byte[] Key, byte[] Content, TimeSpan? Window, ContractNumber? Contract)
{
    /// <param name="request">Of a command.</param>
    public static WriteIdentity Of(SoapRequest request)
    {
        Operation operation = request.Operation;
        OnceRule rule = operation.Once
            ?? throw new ArgumentException($"{operation} is a query.", nameof(request));
        StringBuilder whole = new();
        // Who asks is part of what is asked. Not the password: what is kept must not help to find it.
        Add(whole, request.Token?.Username ?? "");
        request.Body.WriteContent(whole);
        byte[] content = Hash(operation, whole);
        string?[] names = [.. rule.Names.Select(path => NameIn(path, request.Body))];
        return names.Length > 0 && Array.TrueForAll(names, name => name is not null)
            ? new WriteIdentity(HashNames(operation, names), content, null, ContractIn(request))
            : new WriteIdentity(content, content, rule.Window, ContractIn(request));
    }

    /// <summary>
    /// The same write, named by its sender. What names it in the request itself counts for more: a collector's ticket
    /// is taken once, whatever it is called.
    /// </summary>
    /// <param name="given">SHA-256 of the name.</param>
    public WriteIdentity Under(byte[] given) => Window is null
        ? this
        : this with { Key = SHA256.HashData([.. "given"u8, .. given]), Window = null };

    /// <summary>Null where it is not said. Of a payment reference only the contract counts: stores pad it.</summary>
    private static string? NameIn(GroupKeyPath path, WireRecord body) =>
        GroupKeys.Of(path, body).Select(key => key.Value).FirstOrDefault() is not { } said ? null
            : path.Kind == GroupKeyKind.PaymentReference && PaymentReference.TryRead(said, out ContractNumber contract)
                ? contract.ToString()
                : said;

    private static byte[] HashNames(Operation operation, IEnumerable<string?> names)
    {
        StringBuilder all = new("names");
        foreach (string? name in names)
        {
            Add(all, name!);
        }

        return Hash(operation, all);
    }

    private static void Add(StringBuilder content, string text) => content.Append(text.Length).Append(':').Append(text);

    private static byte[] Hash(Operation operation, StringBuilder content) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{operation}\n{content}"));

    private static ContractNumber? ContractIn(SoapRequest request)
    {
        ContractNumber? found = null;
        foreach (GroupKey key in GroupKeys.Of(request.Operation, request.Body))
        {
            ContractNumber? named = key.Kind switch
            {
                GroupKeyKind.Contract when int.TryParse(key.Value, out int number) => new ContractNumber(number),
                GroupKeyKind.PaymentReference when PaymentReference.TryRead(key.Value, out ContractNumber its) => its,
                _ => null,
            };
            if (named is not null && found is not null && found != named)
            {
                return null;
            }

            found ??= named;
        }

        return found;
    }
}
