using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;

namespace Strangler.AquaCis.StandIn.Answers;

/// <summary>Which code answers which operation; one without an entry answers an empty, contract-valid reply.</summary>
internal sealed class AnswerTable
{
    private static readonly Answer Empty = Answer.Of(static _ => { });
    private readonly Func<WireRecord, Answer>?[] _byIndex =
        new Func<WireRecord, Answer>?[ContractCatalog.AquaCis.Operations.Count];

    /// <param name="service">Path segment of the service.</param>
    public AnswerTable On(string service, string operation, Func<WireRecord, Answer> answer)
    {
        _byIndex[ContractCatalog.AquaCis.Find(service, operation).Index] = answer;
        return this;
    }

    public Answer For(SoapRequest request) => _byIndex[request.Operation.Index]?.Invoke(request.Body) ?? Empty;
}
