using System.Collections.Frozen;

namespace Strangler.AquaCis.Contracts;

/// <summary>The five services. Built once per process, from the definition files in this assembly.</summary>
public sealed class ContractCatalog
{
    /// <summary>The path every service stands under.</summary>
    public const string ServicesPath = "/Comercial/services/";

    private static readonly string[] DefinitionFiles = ["contracts", "debt", "meters", "readings", "work-orders"];
    private static readonly Lazy<ContractCatalog> Loaded = new(Load);
    private readonly FrozenDictionary<string, ServiceContract> _byName;

    private ContractCatalog(IReadOnlyList<ServiceContract> services)
    {
        Services = services;
        Operations = [.. services.SelectMany(service => service.Operations)];
        _byName = services.ToFrozenDictionary(service => service.Name, StringComparer.OrdinalIgnoreCase);
    }

    public static ContractCatalog AquaCis => Loaded.Value;

    public IReadOnlyList<ServiceContract> Services { get; }

    /// <summary>All 121, at their <see cref="Operation.Index"/>.</summary>
    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>By path segment, in any letter case.</summary>
    public ServiceContract? FindService(string name) => _byName.GetValueOrDefault(name);

    /// <summary>By a whole path, in any letter case; null where no service stands.</summary>
    public ServiceContract? FindServiceByPath(ReadOnlySpan<char> path) =>
        path.StartsWith(ServicesPath, StringComparison.OrdinalIgnoreCase)
        && _byName.GetAlternateLookup<ReadOnlySpan<char>>()
            .TryGetValue(path[ServicesPath.Length..], out ServiceContract? found)
            ? found
            : null;

    public Operation Find(string service, string operation) =>
        FindService(service)?.Operations.FirstOrDefault(known => known.Name == operation)
        ?? throw new ArgumentException($"AquaCIS has no operation {service}.{operation}.");

    private static ContractCatalog Load()
    {
        List<ServiceContract> services = [];
        int next = 0;
        foreach (string file in DefinitionFiles)
        {
            ServiceContract service = ContractParser.Parse(file + ".contract", ReadDefinition, next);
            services.Add(service);
            next += service.Operations.Count;
        }

        return new ContractCatalog(services);
    }

    private static string ReadDefinition(string file)
    {
        using Stream stream = typeof(ContractCatalog).Assembly.GetManifestResourceStream(file)
            ?? throw new FileNotFoundException($"The definition file {file} is not in the assembly.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
