using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Answers.Kept;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Contracts;

/// <summary>The contracting service's view of work orders.</summary>
internal sealed class ContractsOrders(LegacyBooks books, WorkOrders orders, TimeProvider clock)
{
    public void Register(AnswerTable table) => table
        .On(ServicePaths.Contracts, "getTiposOrden", _ => Types())
        .On(ServicePaths.Contracts, "getMotivosOrden", _ => Motives())
        .On(ServicePaths.Contracts, "crearOrdenServicio", Create)
        .On(ServicePaths.Contracts, "recuperaOrdenesServicio", Find)
        .On(ServicePaths.Contracts, "consultaHistoricoActuacionesContrato", History);

    private static Answer Types() => Answer.Of(reply => reply.Record("getTiposOrdenReturn", record => record
        .Record("listaTipos", list => list.Records("TipoOrdenDTO", WorkOrderKinds.Types, (item, type) => item
            .Value("idTipo", type.Id)
            .Value("descripcion", type.Name)))
        .Record("resultado", Outcome.Ok.Write)));

    private static Answer Motives() => Answer.Of(reply => reply.Record("getMotivosOrdenReturn", record => record
        .Record("listaMotivos", list => list.Records(
            "MotivoCreacionOrdenDTO", WorkOrderKinds.Motives, (item, motive) => item
                .Value("idMotivo", motive.Id)
                .Value("descripcion", motive.Name)
                .Value("manual", true)))
        .Record("resultado", Outcome.Ok.Write)));

    private Answer Create(WireRecord body)
    {
        if (books.ContractIn(body) is not { } contract)
        {
            return Outcome.ContractNotFound.Within("crearOrdenServicioReturn");
        }

        WorkOrder order = orders.Create(number => new WorkOrder(
            number, (short?)body.Number("tipoOrden"), (short?)body.Number("motivoOrden"), contract.Number,
            contract.ServicePoint, LegacyCalendar.Now(clock), null));
        return Answer.Of(reply => reply.Record("crearOrdenServicioReturn", record => record
            .Record("resultado", Outcome.Ok.Write)
            .Value("idOrdenServicio", order.Number)));
    }

    private Answer Find(WireRecord body)
    {
        IEnumerable<long> numbers = body.Record("idOrdenes")?.Numbers("int") ?? [];
        IEnumerable<WorkOrder> found = numbers.Take(Page.Limit)
            .Select(number => orders.Find((int)number)).OfType<WorkOrder>();
        return Answer.Of(reply => reply.Record("recuperaOrdenesServicioReturn", record => record
            .Record("resultado", Outcome.Ok.Write)
            .Record("ordenesServicios", list => list.Records("OrdenesServiciosDTO", found, (item, order) => item
                .Value("numOrden", order.Number)
                .Value("estado", order.State)
                .Value("fecha", order.Resolved ?? order.Created)))));
    }

    private Answer History(WireRecord body)
    {
        if (books.ContractIn(body) is not { } contract)
        {
            return Outcome.ContractNotFound.Within("consultaHistoricoActuacionesContratoReturn");
        }

        DateRange range = DateRange.In(body);
        IEnumerable<WorkOrder> asked = Page.In(body).Of(orders.Of(contract)
            .Where(order => range.Contains(DateOnly.FromDateTime(order.Created.DateTime))));
        return Answer.Of(reply => reply.Record("consultaHistoricoActuacionesContratoReturn", record => record
            .Record("resultado", Outcome.Ok.Write)
            .Record("actuaciones", list => list.Records("ActuacionDTO", asked, (item, order) => item
                .Value("fecha", order.Created)
                .Value("descripcion", WorkOrderKinds.TypeName(order.Type))
                .Value("motivo", WorkOrderKinds.MotiveName(order.Motive))))));
    }
}
