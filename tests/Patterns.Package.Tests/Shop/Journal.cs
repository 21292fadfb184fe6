using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Shop
{
    public sealed class Order
    {
        public Order(string item, int count)
        {
            Item = item;
            Count = count;
        }

        public string Item { get; }

        public int Count { get; }
    }

    public sealed class Journal : IDisposable
    {
        private readonly FileStream file;

        public Journal(string path) => file = new FileStream(path, FileMode.OpenOrCreate);

        public void Append(Order order)
        {
            file.Seek(0, SeekOrigin.End);
            using var writer = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true);
            writer.Write(order.Item);
            writer.Write(order.Count);
            file.Flush();
        }

        public IEnumerable<Order> ReadAll()
        {
            file.Position = 0;
            using var reader = new BinaryReader(file, Encoding.UTF8, leaveOpen: true);
            while (file.Position < file.Length) yield return new Order(reader.ReadString(), reader.ReadInt32());
        }

        public void Truncate() => file.SetLength(0);

        public void Dispose() => file.Dispose();
    }
}
