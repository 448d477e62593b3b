namespace Strangler.AquaCis.Contracts;

/// <summary>
/// Reads a <c>keys</c> statement: <c>contract=entrada/contrato</c>, <c>contract=valor[tipoIdentificador=CONTRATO]</c>,
/// or <c>none</c>.
/// </summary>
internal static class GroupKeyParser
{
    private const string None = "none";

    /// <param name="words">The statement without <c>keys</c> and the operation's name.</param>
    /// <exception cref="FormatException">Unknown kind, no such field, or a path that ends in a record.</exception>
    public static IReadOnlyList<GroupKeyPath> Parse(ReadOnlySpan<string> words, RecordType request)
    {
        if (words is [None])
        {
            return [];
        }

        List<GroupKeyPath> keys = [];
        foreach (string word in words)
        {
            keys.Add(Check(Parse(word), request));
        }

        return keys.Count > 0 ? keys : throw new FormatException("Keys are listed, or none is said.");
    }

    private static GroupKeyPath Parse(string word)
    {
        if (word.TrimEnd(']').Split('=', 2) is not [var kind, var place])
        {
            throw new FormatException($"«{word}» is not of the form kind=path.");
        }

        string[] parts = place.Split('[', '=');
        return new GroupKeyPath(
            KindOf(kind), parts[0].Split('/'), parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2));
    }

    private static GroupKeyKind KindOf(string word) => word switch
    {
        "contract" => GroupKeyKind.Contract,
        "reference" => GroupKeyKind.PaymentReference,
        "taxid" => GroupKeyKind.TaxId,
        "holdings" => GroupKeyKind.Holdings,
        "invoice" => GroupKeyKind.Invoice,
        "invoiceid" => GroupKeyKind.InvoiceId,
        "name" => GroupKeyKind.Name,
        _ => throw new FormatException($"«{word}» is not a kind of key."),
    };

    private static GroupKeyPath Check(GroupKeyPath key, RecordType request)
    {
        RecordType record = request;
        foreach (string step in key.Path.SkipLast(1))
        {
            record = FieldOf(record, step).Type as RecordType
                ?? throw new FormatException($"{step} in «{key}» is not a record.");
        }

        if (FieldOf(record, key.Path[^1]).Type is RecordType)
        {
            throw new FormatException($"«{key}» ends in a record.");
        }

        if (key.ConditionField is not null)
        {
            _ = FieldOf(record, key.ConditionField);
        }

        return key;
    }

    private static WireField FieldOf(RecordType record, string name) => record.PositionOf(name) is var position and >= 0
        ? record.Fields[position]
        : throw new FormatException($"{record} has no field {name}.");
}
