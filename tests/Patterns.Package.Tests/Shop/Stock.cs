using System.Collections.Generic;

namespace Shop
{
    public sealed class Stock
    {
        private readonly Dictionary<string, int> counts = new Dictionary<string, int>();
        private readonly Journal journal;

        public Stock(Journal journal)
        {
            this.journal = journal;
            foreach (var order in journal.ReadAll()) counts[order.Item] = order.Count;
        }

        public void Place(Order order)
        {
            counts[order.Item] = order.Count;
            journal.Append(order);
        }
    }
}
