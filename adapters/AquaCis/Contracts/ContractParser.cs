namespace Strangler.AquaCis.Contracts;

/// <summary>
/// Reads a definition file (docs/contract-model.md describes the form). A mistake in a file is a bug of ours and throws
/// <see cref="FormatException"/> naming file and statement.
/// </summary>
internal sealed class ContractParser
{
    private readonly Dictionary<string, string> _header = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _namespaces = new(StringComparer.Ordinal);
    private readonly List<(string Name, string Detail)> _faults = [];
    private readonly List<string[]> _operations = [];
    private readonly Dictionary<string, string[]> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _once = new(StringComparer.Ordinal);
    private readonly List<SchemaDraft> _schemas = [];

    public static ServiceContract Parse(string file, Func<string, string> read, int firstIndex)
    {
        ContractParser parser = new();
        parser.ReadFile(file, read);
        return parser.Build(firstIndex);
    }

    private void ReadFile(string file, Func<string, string> read)
    {
        foreach (string statement in Statements(read(file)))
        {
            try
            {
                ReadStatement(statement, read);
            }
            catch (Exception error) when (error is not FormatException)
            {
                throw new FormatException($"{file}: cannot read «{statement}»: {error.Message}", error);
            }
        }
    }

    private void ReadStatement(string statement, Func<string, string> read)
    {
        string[] words = statement.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        switch (words[0])
        {
            case "include":
                ReadFile(words[1] + ".contract", read);
                break;
            case "namespace":
                _namespaces[words[1]] = words[3].Trim('"');
                break;
            case "fault":
                _faults.Add((words[1], words[3]));
                break;
            case "query" or "command":
                _operations.Add(words);
                break;
            case "keys":
                _keys[words[1]] = [.. _keys.GetValueOrDefault(words[1], []), .. words[2..]];
                break;
            case "once":
                _once[words[1]] = words[2..];
                break;
            case "schema":
                OpenSchema(words);
                break;
            case "element" or "type" or "abstract" or "enum":
                _schemas[^1].Components.Add(ComponentDraft.Read(statement));
                break;
            default:
                _header[words[0]] = string.Join(' ', words[1..]);
                break;
        }
    }

    private void OpenSchema(string[] words)
    {
        int imports = Array.IndexOf(words, "imports");
        int version = Array.IndexOf(words, "version");
        SchemaDraft? open = _schemas.Find(schema => schema.Prefix == words[1]);
        if (open is not null)
        {
            _schemas.Remove(open);
        }

        _schemas.Add(open ?? new SchemaDraft(
            words[1], _namespaces[words[1]], words.Contains("unqualified"), version < 0 ? null : words[version + 1],
            imports < 0 ? [] : [.. words[(imports + 1)..].Select(prefix => _namespaces[prefix])]));
    }

    private ServiceContract Build(int firstIndex)
    {
        ComponentResolver resolver = new(_schemas);
        IReadOnlyList<WireSchema> schemas = resolver.Resolve();
        Dictionary<string, FaultContract> faults = _faults.ToDictionary(
            fault => fault.Name, fault => new FaultContract(fault.Name, resolver.Element("tns", fault.Detail)));
        string suffix = _header.GetValueOrDefault("request-message-suffix", "");
        IReadOnlyList<Operation> operations = [.. _operations.Select((words, position) =>
            BuildOperation(words, firstIndex + position, suffix, resolver, faults))];
        foreach (string unknown in _keys.Keys.Concat(_once.Keys).Except(operations.Select(one => one.Name)))
        {
            throw new FormatException($"There are keys for {unknown}, which is no operation.");
        }

        return new ServiceContract(BuildNames(), _namespaces["tns"], schemas, operations);
    }

    private Operation BuildOperation(
        string[] words, int index, string suffix, ComponentResolver resolver, Dictionary<string, FaultContract> faults)
    {
        string name = words[1];
        int declared = Array.IndexOf(words, "faults");
        WireElement request = resolver.Element("tns", name);
        return new Operation(
            index, _header["service"], name, words[0] == "query" ? OperationKind.Query : OperationKind.Command,
            After(words, "action") ?? name, request,
            resolver.Element("tns", After(words, "returns") ?? name + "Response"), name + suffix, name + "Response",
            declared < 0 ? [] : [.. words[(declared + 1)..].Select(fault => faults[fault])],
            BuildKeys(name, (RecordType)request.Type), BuildOnce(words[0], name, (RecordType)request.Type));
    }

    /// <summary>Every operation says its keys, or that it has none: one forgotten would never leave legacy.</summary>
    private IReadOnlyList<GroupKeyPath> BuildKeys(string operation, RecordType request) =>
        _keys.TryGetValue(operation, out string[]? words)
            ? GroupKeyParser.Parse(words, request)
            : throw new FormatException($"The keys of {operation} are not said.");

    /// <summary>Every command says what names it: one forgotten would be done twice by a caller's retry.</summary>
    private OnceRule? BuildOnce(string kind, string operation, RecordType request) =>
        (kind, _once.TryGetValue(operation, out string[]? words)) switch
        {
            ("query", false) => null,
            ("command", true) => OnceRuleParser.Parse(words, request),
            ("query", _) => throw new FormatException($"{operation} is a query, and may be asked twice."),
            _ => throw new FormatException($"What names a request of {operation} is not said."),
        };

    private WsdlNames BuildNames()
    {
        string[] binding = _header["binding"].Split(' ');
        return new WsdlNames(
            _header["service"], _header.GetValueOrDefault("definitions"), _header["port-type"], binding[0],
            _header["wsdl-service"], _header["port"], binding.Contains("addressing-optional"),
            binding.Contains("style-on-binding-only"));
    }

    private static string? After(string[] words, string keyword) =>
        Array.IndexOf(words, keyword) is var position and >= 0 ? words[position + 1] : null;

    /// <summary>One statement a line, but that an open brace carries it on.</summary>
    private static IEnumerable<string> Statements(string text)
    {
        string open = "";
        foreach (string line in text.Split('\n').Select(line => line.Trim()))
        {
            if (line.Length == 0 || line.StartsWith('#'))
            {
                continue;
            }

            open = open.Length == 0 ? line : open + " " + line;
            if (!open.Contains('{', StringComparison.Ordinal) || open.EndsWith('}'))
            {
                yield return open;
                open = "";
            }
        }

        if (open.Length > 0)
        {
            throw new FormatException($"The last statement is not closed: «{open}».");
        }
    }
}
